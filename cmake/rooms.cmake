# newsloom_room(NAME [LINK dep...]): the OBJECT library room_NAME of src/NAME/*.cc.
# All rooms end in the one shared libnewsloom, so no order of linking has to be kept by hand.
function(newsloom_room name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cc)
  if(NOT sources)
    return()
  endif()
  add_library(room_${name} OBJECT ${sources})
  target_include_directories(room_${name} PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include)
  target_link_libraries(room_${name} PRIVATE ${arg_LINK} Threads::Threads)
  target_sources(newsloom PRIVATE $<TARGET_OBJECTS:room_${name}>)
  target_link_libraries(newsloom PRIVATE ${arg_LINK})
endfunction()

# newsloom_room_tests(NAME [LINK dep...]): one program of tests/NAME/*.cc, each test known to ctest as "NAME.Suite.Claim".
# Suites named Browser… and Load… carry the label browser or load: the sanitizer presets leave them out.
function(newsloom_room_tests name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/${name}/*.cc)
  add_executable(${name}_test ${sources})
  target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR}/include
                                                  ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${name}_test PRIVATE NEWSLOOM_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                                  NEWSLOOM_BINARY="$<TARGET_FILE:newsloom_cli>")
  target_link_libraries(${name}_test PRIVATE newsloom GTest::gmock GTest::gtest_main dep::fmt ${arg_LINK})
  add_dependencies(${name}_test newsloom_cli)
  foreach(label_and_filter IN ITEMS "${name}|-Browser*:Load*" "browser|Browser*" "load|Load*")
    string(REPLACE "|" ";" pair ${label_and_filter})
    list(GET pair 0 label)
    list(GET pair 1 filter)
    gtest_discover_tests(${name}_test TEST_PREFIX ${name}. TEST_FILTER ${filter} DISCOVERY_TIMEOUT 60
                         PROPERTIES LABELS ${label} TIMEOUT 300)
  endforeach()
endfunction()
